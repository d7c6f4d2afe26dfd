/** A refusal as AWS words it: a code, a message and an HTTP status. */
export class AwsError extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

export function accessDenied(message: string): AwsError {
  return new AwsError("AccessDenied", message, 403);
}

export function validationError(message: string): AwsError {
  return new AwsError("ValidationError", message);
}
