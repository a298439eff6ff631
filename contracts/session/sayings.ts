/** What a Jira says itself when it refuses somebody, word for word. Seen in public records, or documented. */
export const SAYINGS = [
  'Basic Authentication has been disabled on this instance.',
  'CAPTCHA_CHALLENGE',
  'Login denied',
  'Basic Authentication Failure - Reason : AUTHENTICATION_DENIED',
  'Login failed',
  'AUTHENTICATED_FAILED',
  'AUTHORISATION_FAILED',
  "os_authType was 'any' and an invalid cookie was sent.",
  'XSRF check failed',
  'You are not authenticated. Authentication required to perform this operation.',
  'Client must be authenticated to access this resource.',
  'Basic authentication with passwords is deprecated.',
  'Failed to parse Connect Session Auth Token',
  'Rate limit exceeded.',
  'HTTP Status 429 – Too Many Requests',
] as const;
