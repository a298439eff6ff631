import { isJsonObject, jsonObject } from '../contracts/session/response.ts';
import {
  formOfCookieName,
  formOfHeader,
  formOfJson,
  formOfPage,
} from '../src/doctor/form-without-secrets.ts';
import {
  isVersion,
  PATHS,
  type Recorded,
  type RecordedResponse,
  recordedText,
  SENT,
} from '../src/doctor/recorded-responses.ts';

const METHODS = ['GET', 'POST', 'DELETE'];

/**
 * Reads what somebody says is the file of a recording. Nothing in it is trusted: it is made anew from what is known, and
 * refused if anything else stands in it.
 *
 * @returns the recording, or what is wrong with it in words
 */
export function readRecorded(text: string): Recorded | string {
  const given = jsonObject(text);
  if (!given) return 'it is not a JSON object';
  const { formatVersion, by, kind, version, answers } = given;
  if (formatVersion !== 1 || (by !== 'doctor' && by !== 'truth')) return 'it is of another format';
  if (kind !== 'live') return kind === 'mocked' ? 'it is of a mocked Jira' : 'it is of no kind that is known';
  if (version !== 'unknown' && !isVersion(version)) return 'its version is none';
  if (!Array.isArray(answers) || answers.length === 0 || answers.length > MOST_ANSWERS)
    return `it has no answers, or more than ${MOST_ANSWERS}`;
  const recorded: Recorded = { formatVersion, by, kind, version, answers: answers.map(madeAnew) };
  const made = recordedText(recorded).trimEnd().split('\n');
  const lines = text.trim().split(/\r?\n/);
  const wrong = lines.findIndex((line, index) => line !== made[index]);
  if (wrong >= 0) return `line ${wrong + 1} is not as this program writes it`;
  return lines.length === made.length ? recorded : 'its end is not there';
}

const MOST_ANSWERS = 300;

function madeAnew(given: unknown): RecordedResponse {
  const { method, path, sent, status, headers, cookies, body } = isJsonObject(given) ? given : {};
  const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
  return {
    method: METHODS.find((one) => one === method) ?? '(another)',
    path: PATHS.find((one) => one === path) ?? '(another)',
    sent: listOf(sent).flatMap((word) => SENT.filter((one) => one === word)),
    status: Number.isInteger(status) && Number(status) > 99 && Number(status) < 1000 ? Number(status) : 0,
    headers: Object.fromEntries(
      Object.entries(isJsonObject(headers) ? headers : {}).map(([name, value]) =>
        formOfHeader(name, String(value)),
      ),
    ),
    cookies: listOf(cookies).map((name) => formOfCookieName(String(name))),
    body: typeof body === 'string' ? formOfPage(body) : formOfJson(body),
  };
}
