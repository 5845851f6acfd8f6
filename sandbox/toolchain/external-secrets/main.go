// The External Secrets operator with two of its providers: the others need modules of every cloud.
package main

import "github.com/external-secrets/external-secrets/cmd/controller"

func main() {
	controller.Execute()
}
