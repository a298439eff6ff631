import { describe, expect, it } from '@jest/globals';
import {
  jsonObject,
  kindOf,
  pastedSessionsIn,
  type ResponseKind,
  sessionsIn,
} from '../../contracts/session/response.ts';

const captcha = {
  'x-authentication-denied-reason': 'CAPTCHA_CHALLENGE; login-url=https://jira.example.com/login.jsp',
};
const denied = { 'x-authentication-denied-reason': 'AUTHENTICATION_DENIED' };
const off = '{"message":"Basic Authentication has been disabled on this instance."}';

describe('an answer', () => {
  it.each<[ResponseKind, number, string, Record<string, unknown>?]>([
    ['success', 200, '{"name":"bob"}'],
    ['success', 204, ''],
    ['page', 200, '<!DOCTYPE html><html></html>'],
    ['page', 200, '\n <html>'],
    ['page', 200, '\uFEFF<?xml version="1.0"?><html></html>'],
    ['page', 200, '<!-- a comment --><!doctype html>'],
    ['page', 200, '<form method="post" action="https://idp.example.com/"><input name="SAMLRequest"></form>'],
    ['page', 200, 'Please log in', { 'content-type': 'text/html' }],
    ['success', 200, '{"name":"bob"}', { 'content-type': 'text/html' }],
    ['success', 200, '', { 'content-type': 'text/html' }],
    ['success', 200, '{"name":"bob"}', { 'x-seraph-loginreason': 'AUTHENTICATED_FAILED' }],
    ['not-authenticated', 200, '', { 'x-seraph-loginreason': 'AUTHENTICATED_FAILED' }],
    ['not-authenticated', 200, '{}', { 'x-seraph-loginreason': 'OUT, AUTHENTICATED_FAILED' }],
    ['broken-json', 200, '{"name":'],
    ['redirect', 302, ''],
    ['not-authenticated', 401, '<html>'],
    ['captcha', 403, '', captcha],
    ['captcha', 403, '', { 'x-seraph-loginreason': 'AUTHENTICATION_DENIED' }],
    ['captcha', 401, '', { 'x-seraph-loginreason': 'OUT, AUTHENTICATION_DENIED' }],
    ['captcha', 403, '{"errorMessages":["Login denied"],"errors":{}}'],
    ['captcha', 403, '<p>Basic Authentication Failure - Reason : AUTHENTICATION_DENIED</p>'],
    ['log-in-denied', 403, '', denied],
    ['log-in-denied', 403, '', { 'x-seraph-loginreason': 'AUTHORISATION_FAILED' }],
    ['xsrf', 403, 'XSRF check failed'],
    ['not-authenticated', 403, '{"error": "Failed to parse Connect Session Auth Token"}'],
    ['basic-off', 403, off],
    ['refused', 403, '{"message":"The session resource is not available on this instance."}'],
    ['other', 403, '{"errorMessages":["no"]}'],
    ['other', 403, '', { 'x-authentication-denied-reason': ['CAPTCHA_CHALLENGE'] }],
    ['gone', 404, ''],
    ['gone', 410, ''],
    ['rate-limited', 429, ''],
    ['unavailable', 502, ''],
    ['unavailable', 503, ''],
    ['unavailable', 504, ''],
    ['server-error', 500, ''],
    ['other', 415, ''],
  ])('is of the kind %s: %i %s', (kind, status, text, headers = {}) => {
    expect(kindOf({ status, text, headers })).toBe(kind);
  });
});

describe('the sessions in a cookie header', () => {
  it.each([
    ['JSESSIONID=1', ['JSESSIONID=1']],
    ['atlassian.xsrf.token=a; JSESSIONID=1', ['JSESSIONID=1']],
    ['JSESSIONID=2; JSESSIONID=1', ['JSESSIONID=2', 'JSESSIONID=1']],
    ['cloud.session.token=a.b.c', ['cloud.session.token=a.b.c']],
    ['jsessionid="1"', ['jsessionid="1"']],
    ['XJSESSIONID=1', []],
    ['JSESSIONIDX=1', []],
    ['a=JSESSIONID=1', []],
    ['JSESSIONID=', []],
    ['JSESSIONID=""', []],
    ['', []],
  ])('%j are %j: a name is compared, and no part of it', (header, sessions) => {
    expect(sessionsIn(header)).toEqual(sessions);
  });

  it.each([
    ['tenant.session.token=a.b.c; x=y', ['tenant.session.token=a.b.c']],
    ['crowd.token_key=abcd', ['crowd.token_key=abcd']],
    ['JIRASESSIONID=6E34', ['JIRASESSIONID=6E34']],
    ['JIRASESSIONID=6E34; x=y', []],
    ['6E34', []],
    ['eyJhbGciOiJIUzI1NiJ9==', []],
  ])('that was pasted from a browser, %j, are %j', (header, sessions) => {
    expect(pastedSessionsIn(header)).toEqual(sessions);
  });
});

describe('a JSON object', () => {
  it.each([
    ['{"a":1}', { a: 1 }],
    ['[1]', undefined],
    ['null', undefined],
    ['"text"', undefined],
    ['{', undefined],
  ])('in %s is %j', (text, object) => {
    expect(jsonObject(text)).toEqual(object);
  });
});
