/** Whether a URL is on this machine: no proxy knows it, and no network sees the traffic. */
export function isLoopback(url: string): boolean {
  return /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(url).hostname);
}
