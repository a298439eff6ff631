interface Reported {
  readonly version: string | null | undefined;
  readonly flavour: string;
  readonly siteUrl: string | null | undefined;
}

/** Such as `9.12.15-datacenter-jira.example.com`: two Jiras of one version may be set up differently. */
export function providerVersionOf({ version, flavour, siteUrl }: Reported): string | undefined {
  if (!version || !siteUrl) return undefined;
  const { host, pathname } = new URL(siteUrl);
  // A slash cannot stand in a version; '~' stands in no host and hardly in a context path.
  const site = (host + pathname.replace(/\/+$/, '')).replaceAll('/', '~').replaceAll(':', '-');
  return `${version}-${flavour}-${site}`;
}
