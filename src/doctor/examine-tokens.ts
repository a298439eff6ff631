import { CLOUD_MYSELF_PATH, MYSELF_PATH } from '../../contracts/session/names.ts';
import { isRefusal } from '../../contracts/session/response.ts';
import { basic } from '../authorization.ts';
import { inWords, sentencesOf } from '../findings.ts';
import { askForAccessToken, type JiraConnection } from '../jira/connection.ts';
import { endsAt, endsSoon, endText } from '../jira/expiry.ts';
import { isCloud } from '../jira/meaning.ts';
import { whoAmIRequest } from '../jira/session-requests.ts';
import type { AccountRole } from '../settings/jira-settings.ts';
import {
  bad,
  type Examination,
  good,
  isUser,
  meaningOfSent,
  type Observation,
  told,
  warned,
  wrong,
} from './observation.ts';

export async function askPersonalAccessToken(examination: Examination): Promise<void> {
  const { info, connection, credentials, warnExpiryDays, say } = examination;
  const { personalAccessToken } = credentials;
  const topic = 'personal access token';
  if (!personalAccessToken || isCloud(info)) return;
  if (info.personalAccessTokens === false)
    return say(
      told(topic, 'not tried: this version has no personal access tokens (documented: from 8.14 on)'),
    );
  const authorization = `Bearer ${personalAccessToken}`;
  const taken = await tokenOf(topic, MYSELF_PATH, authorization, 'token', connection);
  say(taken);
  if (taken.verdict !== 'good') return;
  if (warnExpiryDays > 0) say(await tokenEnd(personalAccessToken, connection, warnExpiryDays));
  const { sessions } = connection;
  const ended = sessions.ended && sessions.cookiesOf(sessions.ended);
  if (!ended) return;
  // A trap for clients that keep a cookie jar when they move to tokens. Recorded: the cookie wins, and the token is refused.
  const beside = whoAmIRequest({ Authorization: authorization, Cookie: ended }, MYSELF_PATH);
  const { status } = (await connection.send(beside, { due: ['token'] })).response;
  const what = status === 401 ? 'refused (401): send the token without a cookie jar' : `answered ${status}`;
  say(told('token together with the cookie of an ended session', what));
}

export async function askApiToken({ info, connection, credentials, say }: Examination): Promise<void> {
  const { cloudUser } = credentials;
  if (!cloudUser || !isCloud(info)) return;
  const authorization = basic({ username: cloudUser.email, password: cloudUser.apiToken });
  say(await tokenOf('API token', CLOUD_MYSELF_PATH, authorization, 'cloud-user', connection));
}

async function tokenEnd(token: string, connection: JiraConnection, days: number): Promise<Observation> {
  const topic = 'end of the token';
  const ends = await endsAt(connection, token);
  if (!ends.token) return told(topic, 'Jira does not tell when the tokens of this user end');
  const [soon] = endsSoon({ token: ends.token }, days);
  return soon
    ? warned(topic, sentencesOf(soon))
    : good(topic, `the first token of this user to end is ${endText(ends.token)}`);
}

export async function askServiceAccount({ connection, credentials, say }: Examination): Promise<void> {
  const { serviceAccount: account } = credentials;
  if (!account) return;
  const topic = 'service account';
  if (connection.facts.serviceAccounts === false)
    return say(
      told(
        topic,
        'not tried: this Jira gives no access tokens to service accounts at /oauth2/latest/token (documented: Data Center, from Jira 11 on)',
      ),
    );
  const { sent, token } = await askForAccessToken(account, connection);
  if (token === undefined) return say(bad(topic, meaningOfSent(sent)));
  say(good(topic, 'got an access token'));
  say(await tokenOf('access token', MYSELF_PATH, `Bearer ${token}`, 'service-account', connection));
}

async function tokenOf(
  topic: string,
  path: string,
  authorization: string,
  role: AccountRole,
  connection: JiraConnection,
): Promise<Observation> {
  const request = whoAmIRequest({ Authorization: authorization }, path);
  const sent = await connection.send(request, { due: [role] });
  const { status } = sent.response;
  if (isUser(sent.response))
    return good(topic, `accepted at ${path}: you can use the token instead of the log-in`);
  // Only a refusal by Jira itself says something about the token.
  return !sent.out && isRefusal(sent.response)
    ? wrong(topic, `refused (${status}). ${inWords(meaningOfSent(sent)).cure}`)
    : bad(topic, meaningOfSent(sent));
}
