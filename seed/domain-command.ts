/** The fctl command that gives an organization its e-mail domain, whose users join it when they log in first. */
export function domainCommand(organizationId: string, domain: string): string {
  return `fctl cloud organizations update ${organizationId} --domain ${domain}`;
}
