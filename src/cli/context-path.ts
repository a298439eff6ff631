import { InputError } from '../errors.ts';

/** @throws InputError for a context path that does not look like `/jira`; an empty one means that there is none */
export function refuseContextPath(path: string): void {
  if (path !== '' && !/^(\/[\w.~-]+)+$/.test(path)) {
    throw new InputError(`The context path '${path}' is not valid: give a path such as /jira.`);
  }
}
