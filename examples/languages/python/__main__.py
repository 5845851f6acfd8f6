import pulumi
import pulumi_formance_control_plane as formance

config = pulumi.Config()

plane = formance.ControlPlane(
    "formance",
    domain=config.require("domain"),
    database={
        "managed": True,
        "host": config.require("databaseHost"),
        "port": config.get_int("databasePort") or 5432,
        "admin": {
            "user": config.get("databaseAdmin") or "postgres",
            "password": config.require_secret("databaseAdminPassword"),
        },
    },
    dex={"admin": {"enabled": True}},
    seed={
        "users": [
            {"email": "alice@example.com"},
        ],
        "organizations": [
            {
                "name": "Acme",
                "owner": "alice@example.com",
                "domain": "example.com",
                "default_policy": "StackGuest",
            },
        ],
        "regions": [{"name": "eu-1", "base_url": "https://eu-1.example.com"}],
        "stacks": [{"name": "demo", "organization": "Acme", "region": "eu-1"}],
    },
)

pulumi.export("consoleUrl", plane.console_url)
pulumi.export("seed", plane.seed_summary)
pulumi.export("organizationIds", plane.organization_ids)
pulumi.export("firstLoginEmail", plane.first_login_email)
pulumi.export("firstLoginPassword", plane.first_login_password)
pulumi.export("stackClientSecrets", plane.stack_client_secrets)
