package main

import (
	formance "example.com/pulumi-formance-control-plane/sdk/go/formancecontrolplane"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/config"
)

func main() {
	pulumi.Run(deploy)
}

func deploy(ctx *pulumi.Context) error {
	settings := config.New(ctx, "")
	port := settings.GetInt("databasePort")
	if port == 0 {
		port = 5432
	}
	admin := settings.Get("databaseAdmin")
	if admin == "" {
		admin = "postgres"
	}

	plane, err := formance.NewControlPlane(ctx, "formance", &formance.ControlPlaneArgs{
		Domain: settings.Require("domain"),
		Database: formance.ControlPlaneDatabaseArgs{
			Managed: pulumi.BoolRef(true),
			Host:    pulumi.String(settings.Require("databaseHost")),
			Port:    pulumi.Int(port),
			Admin: &formance.DatabaseAdminArgs{
				User:     pulumi.String(admin),
				Password: settings.RequireSecret("databaseAdminPassword"),
			},
		},
		Dex: &formance.DexSettingsArgs{
			Admin: &formance.DexAdminArgs{Enabled: pulumi.BoolRef(true)},
		},
		Seed: &formance.SeedSettingsArgs{
			Users: []formance.SeedUserArgs{
				{Email: pulumi.String("alice@example.com")},
			},
			Organizations: []formance.SeedOrganizationArgs{
				{
					Name:          pulumi.String("Acme"),
					Owner:         pulumi.String("alice@example.com"),
					Domain:        pulumi.String("example.com"),
					DefaultPolicy: pulumi.String("StackGuest"),
				},
			},
			Regions: []formance.SeedRegionArgs{
				{Name: pulumi.String("eu-1"), BaseUrl: pulumi.String("https://eu-1.example.com")},
			},
			Stacks: []formance.SeedStackArgs{
				{Name: "demo", Organization: "Acme", Region: pulumi.String("eu-1")},
			},
		},
	})
	if err != nil {
		return err
	}

	ctx.Export("consoleUrl", plane.ConsoleUrl)
	ctx.Export("seed", plane.SeedSummary)
	ctx.Export("organizationIds", plane.OrganizationIds)
	ctx.Export("firstLoginEmail", plane.FirstLoginEmail)
	ctx.Export("firstLoginPassword", plane.FirstLoginPassword)
	ctx.Export("stackClientSecrets", plane.StackClientSecrets)
	return nil
}
