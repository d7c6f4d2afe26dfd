/**
 * A value that must not be rendered. Names the field, never the value, so that it may be logged.
 */
export class CredentialsRenderError extends Error {
  readonly code = "credential_value_refused";
  readonly field: string;

  constructor(field: string) {
    super(`The ${field} holds characters that credentials cannot hold.`);
    this.name = "CredentialsRenderError";
    this.field = field;
  }
}
