// Writes the SDK of a package for a language, by the generators of Pulumi's language hosts:
// pulumi-sdk-generator <schema.json> <python|go> <folder>
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"github.com/blang/semver"
	golang "github.com/pulumi/pulumi/pkg/v3/codegen/go"
	"github.com/pulumi/pulumi/pkg/v3/codegen/python"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
)

func main() {
	if err := generate(os.Args[1], os.Args[2], os.Args[3]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func generate(schemaFile, language, folder string) error {
	text, err := os.ReadFile(schemaFile)
	if err != nil {
		return err
	}
	var spec schema.PackageSpec
	if err := json.Unmarshal(text, &spec); err != nil {
		return err
	}
	pkg, problems, err := schema.BindSpec(spec, names{}, schema.ValidationOptions{})
	if err != nil {
		return err
	}
	if len(problems) > 0 {
		return problems
	}
	// As `pulumi package add` does.
	pkg.SupportPack = true
	files, err := generateFor(language, pkg)
	if err != nil {
		return err
	}
	for name, content := range files {
		file := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(file, content, 0o644); err != nil {
			return err
		}
	}
	return nil
}

func generateFor(language string, pkg *schema.Package) (map[string][]byte, error) {
	switch language {
	case "python":
		return python.GeneratePackage("the Pulumi SDK generator", pkg, nil, names{})
	case "go":
		return golang.GeneratePackage("the Pulumi SDK generator", pkg, nil)
	}
	return nil, fmt.Errorf("no generator for %s", language)
}

// names knows of other packages no more than their names, which is all that an SDK says of them.
type names struct{}

func (names) LoadPackage(name string, _ *semver.Version) (*schema.Package, error) {
	return &schema.Package{Name: name}, nil
}

func (names) LoadPackageV2(_ context.Context, asked *schema.PackageDescriptor) (*schema.Package, error) {
	return &schema.Package{Name: asked.Name}, nil
}

func (names) LoadPackageReference(name string, _ *semver.Version) (schema.PackageReference, error) {
	return (&schema.Package{Name: name}).Reference(), nil
}

func (names) LoadPackageReferenceV2(
	_ context.Context, asked *schema.PackageDescriptor,
) (schema.PackageReference, error) {
	return (&schema.Package{Name: asked.Name}).Reference(), nil
}
