/** A text that no markup is in: what begins a tag or an entity in XML, HTML and Markdown is written as an entity. */
export function withEntities(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
