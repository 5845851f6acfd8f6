// Command strict reads configuration files of Dex as Dex reads them, and refuses a field that Dex
// doesn't know, which Dex itself passes over. It prints a line of JSON for each file.
//
// The types and their decoding are Dex's own: the build puts Dex's cmd/dex/config.go beside this
// file, with decode in the place of json.Unmarshal.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"

	"github.com/ghodss/yaml"
)

// answer is what is printed for a file; Error is empty where Dex knows all of it.
type answer struct {
	File  string `json:"file"`
	Error string `json:"error"`
}

func main() {
	out := json.NewEncoder(os.Stdout)
	for _, file := range os.Args[1:] {
		a := answer{File: file}
		if err := read(file); err != nil {
			a.Error = err.Error()
		}
		if err := out.Encode(a); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}

func read(file string) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	data, err := yaml.YAMLToJSON(text)
	if err != nil {
		return err
	}
	var c Config
	if err := decode(data, &c); err != nil {
		return err
	}
	// Dex takes this address from its command line, and looks at the rest after that.
	c.Web.HTTP = "127.0.0.1:0"
	return c.Validate()
}

// decode is json.Unmarshal that refuses unknown fields.
func decode(data []byte, target any) error {
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	return decoder.Decode(target)
}
