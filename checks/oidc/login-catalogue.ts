import { remedyIn, type CheckDescription } from "../description";

/** The steps of a login, causes before their consequences. */
export const loginDescriptions = [
  {
    id: "login-form",
    title: "A login leads to a form for e-mail and password",
    meaning:
      "Membership sends the browser to the login provider, and the provider answers with its form.",
    causes: [
      "Membership does not know the issuer, or can't reach it.",
      "The provider does not know Membership's client or its redirect URI.",
      "The provider has no password form: users log in elsewhere, and a test user can't.",
    ],
    remedy:
      "Open the Console in a browser: the page where it stops has the same words. Then compare Membership's client with the provider: pulumi up sets both.",
  },
  {
    id: "login-password",
    title: "The provider takes the test user's password",
    meaning: "The form comes back, or a page says that the user may not log in.",
    causes: [
      "The password is wrong, or the user is not among the local users.",
      "The directory behind the provider is away.",
    ],
    remedy:
      "pulumi stack output localPasswords --show-secrets has the generated passwords of local users; add the user to `dex.localUsers`, or give another password.",
  },
  {
    id: "login-return",
    title: "The browser comes back to the application with a code",
    meaning:
      "Membership exchanges the provider's code for its tokens, finds or makes the user, and sends the browser on.",
    causes: [
      "The client secret of Membership at the provider is another one.",
      "Membership can't reach the provider's token endpoint or keys from inside the cluster.",
      "The user may not join: no organization has the e-mail address's domain.",
    ],
    remedy:
      "kubectl logs deployment/NAME-membership says why. pulumi up gives both sides the same client secret.",
  },
  {
    id: "login-tokens",
    title: "The code is worth tokens",
    meaning:
      "The application's client exchanges the code, and the ID token has the right signature, issuer, audience and times.",
    causes: [
      "The application's client secret is not the one that Membership knows.",
      "The clocks differ.",
      "The issuer's keys are not those that signed.",
    ],
    remedy: "Deploy again, so that both sides get the same client secret: pulumi up.",
  },
  {
    id: "device-login",
    title: "fctl can begin its login",
    meaning:
      "fctl asks Membership for a code, which the person enters at an address in the browser.",
    causes: [
      "`membership.fctl` is off, so its client is not known.",
      "The entry does not pass the address on.",
    ],
    remedy: "Set `membership.fctl` to true, then: pulumi up.",
  },
] as const satisfies readonly CheckDescription[];

/** The id of a step of a login. */
export type LoginCheckId = (typeof loginDescriptions)[number]["id"];

/** The remedy as the catalogue has it. */
export function loginRemedy(id: LoginCheckId): string {
  return remedyIn(loginDescriptions, id);
}
