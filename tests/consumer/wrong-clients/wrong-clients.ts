import type { AxiosInstance, AxiosResponse, InternalAxiosRequestConfig } from 'axios';
import { NotAuthenticatedError } from '../../../src/client/client-errors.ts';
import type { JiraSessionClient } from '../../../src/client/session-client.ts';

/** A client that gets one thing wrong as a whole, and the consumer test that has to notice, with its file. */
interface WrongClient {
  readonly caughtBy: readonly [file: string, test: string];
  readonly spoil: (axios: AxiosInstance, client: typeof JiraSessionClient) => void;
}

const onRequest = (edit: (request: InternalAxiosRequestConfig) => void) => (axios: AxiosInstance) => {
  axios.interceptors.request.use((request) => {
    edit(request);
    return request;
  });
};
const onResponse = (edit: (answer: AxiosResponse) => void) => (axios: AxiosInstance) => {
  axios.interceptors.response.use((answer) => {
    edit(answer);
    return answer;
  });
};
const credentialsOf = ({ data }: InternalAxiosRequestConfig) => JSON.parse(data) as Record<string, string>;

export const wrongClients: Readonly<Record<string, WrongClient>> = {
  'ignores all but the first Set-Cookie': {
    caughtBy: ['consumer/interactions/log-in', 'gets the session and keeps every cookie'],
    spoil: onResponse(({ headers }) => {
      if (headers['set-cookie']) headers['set-cookie'] = headers['set-cookie'].slice(0, 1);
    }),
  },
  'sends no cookie back': {
    caughtBy: ['consumer/interactions/current-user', 'is told with a session'],
    spoil: onRequest(({ headers }) => {
      delete headers.Cookie;
    }),
  },
  'sends the password in the query': {
    caughtBy: ['consumer/interactions/log-in', 'gets the session and keeps every cookie'],
    spoil: onRequest((request) => {
      if (request.data) request.params = credentialsOf(request);
    }),
  },
  'sends form data': {
    caughtBy: ['consumer/interactions/log-in', 'gets the session and keeps every cookie'],
    spoil: onRequest((request) => {
      if (!request.data) return;
      request.data = new URLSearchParams(credentialsOf(request)).toString();
      request.headers['Content-Type'] = 'application/x-www-form-urlencoded';
    }),
  },
  'sends the secret of a service account in the address': {
    caughtBy: ['consumer/interactions/token', 'gets an access token'],
    spoil: onRequest((request) => {
      if (!String(request.data).includes('client_secret')) return;
      request.params = Object.fromEntries(new URLSearchParams(request.data));
    }),
  },
  'follows redirects': {
    caughtBy: ['client/session-client', 'turns a redirect into a named error without a secret'],
    spoil: onRequest((request) => {
      request.maxRedirects = 5;
    }),
  },
  'treats 403 as a wrong password': {
    caughtBy: ['consumer/interactions/log-in', 'learns where to answer a CAPTCHA challenge'],
    spoil: onResponse((answer) => {
      if (answer.status !== 403) return;
      answer.status = 401;
      delete answer.headers['x-authentication-denied-reason'];
    }),
  },
  'swallows 401': {
    caughtBy: ['consumer/interactions/current-user', 'is not told when it is anonymous'],
    spoil: (_axios, { prototype }) => {
      const { currentUser } = prototype;
      prototype.currentUser = async function swallow(this: JiraSessionClient) {
        try {
          return await currentUser.call(this);
        } catch (error) {
          if (error instanceof NotAuthenticatedError) return { name: 'anonymous', self: '' };
          throw error;
        }
      };
    },
  },
  'logs out without a request': {
    caughtBy: ['consumer/interactions/log-out', 'ends its session and forgets the cookies'],
    spoil: (_axios, { prototype }) => {
      prototype.logOut = async () => {};
    },
  },
  'sends the user name alone': {
    caughtBy: ['consumer/interactions/log-in', 'gets the session and keeps every cookie'],
    spoil: onRequest((request) => {
      if (request.data) request.data = JSON.stringify({ username: credentialsOf(request).username });
    }),
  },
};
