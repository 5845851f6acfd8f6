// Command podsecurity evaluates pods by the checks of Kubernetes' own Pod Security admission. It
// reads pods as lines of JSON, and prints a line of JSON for each.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/pod-security-admission/api"
	"k8s.io/pod-security-admission/policy"
)

// answer is what is printed for a pod; Findings is empty where the level allows it.
type answer struct {
	Pod      string   `json:"pod"`
	Findings []string `json:"findings"`
}

const longestLine = 16 << 20

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run() error {
	evaluator, err := policy.NewEvaluator(policy.DefaultChecks(), nil)
	if err != nil {
		return err
	}
	level := api.LevelVersion{Level: api.LevelRestricted, Version: api.LatestVersion()}
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, longestLine)
	out := json.NewEncoder(os.Stdout)
	for lines.Scan() {
		var pod corev1.Pod
		if err := json.Unmarshal(lines.Bytes(), &pod); err != nil {
			return err
		}
		found := answer{Pod: pod.Name, Findings: []string{}}
		for _, result := range evaluator.EvaluatePod(level, &pod.ObjectMeta, &pod.Spec) {
			if !result.Allowed {
				text := fmt.Sprintf("%s: %s", result.ForbiddenReason, result.ForbiddenDetail)
				found.Findings = append(found.Findings, text)
			}
		}
		if err := out.Encode(found); err != nil {
			return err
		}
	}
	return lines.Err()
}
