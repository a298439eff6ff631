/** What a validator that Ajv made found, in Ajv's own words. */
export function errorsText(
  errors: readonly { readonly instancePath: string; readonly message?: string }[],
  dataVar: string,
): string {
  return errors.map(({ instancePath, message }) => `${dataVar}${instancePath} ${message}`).join(', ');
}
