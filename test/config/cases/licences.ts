/** A licence token with the claims; its signature is none. */
function token(claims: Record<string, unknown>): string {
  const payload = Buffer.from(JSON.stringify(claims)).toString("base64url");
  return `eyJhbGciOiJSUzI1NiJ9.${payload}.c2ln`;
}

export const clusterId = "7c1f2f0e-5a0b-4a55-9a39-0d1b6f0c8f11";

const iss = "https://license.formance.cloud/keys";

export const validLicence = token({ iss, sub: clusterId, exp: 4102444800 });
export const expiredLicence = token({ iss, sub: clusterId, exp: 1600000000 });
