/** Every answer to a command: a value, or a code for programs and a reason in words that the asking card shows. */
export type Result<Value = null> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly code: string; readonly message: string };

export const DONE: Result = { ok: true, value: null };

export function refused(
  code: string,
  message: string,
): { readonly ok: false; readonly code: string; readonly message: string } {
  return { ok: false, code, message };
}
