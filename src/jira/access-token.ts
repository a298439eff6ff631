import type { HttpRequest } from '../http/http-client.ts';
import type { Credentials } from '../settings/credentials.ts';
import type { JiraConnection, JiraResponse } from './connection.ts';
import { isSuccess } from './meaning.ts';
import { accessTokenIn, accessTokenRequest } from './session-requests.ts';

export interface AskedForAccessToken {
  readonly request: HttpRequest;
  readonly sent: JiraResponse;
  readonly token: string | undefined;
}

export async function askForAccessToken(
  account: NonNullable<Credentials['serviceAccount']>,
  connection: JiraConnection,
): Promise<AskedForAccessToken> {
  const request = accessTokenRequest(account);
  const sent = await connection.send(request, { due: ['service-account'] });
  const token = isSuccess(sent.answer.status) ? accessTokenIn(sent.answer) : undefined;
  return { request, sent, token };
}
