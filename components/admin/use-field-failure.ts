"use client";

import { type RefObject, useEffect, useRef } from "react";
import type { ApiFailure } from "#components/api-client.ts";
import { useFailureText } from "#components/i18n/use-failure-text.ts";

export type FieldFailure = {
  form: RefObject<HTMLFormElement | null>;
  /** The sentence under the field of this name, if the refusal is about it. */
  errorOf: (field: string) => string | undefined;
  /** The refusal, if it is about no field. */
  rest: ApiFailure | null;
};

/** Brings a refusal to the field that it is about, which takes the focus. `fields` maps codes to field names. */
export function useFieldFailure(
  failure: ApiFailure | null,
  fields: Readonly<Record<string, string>>,
): FieldFailure {
  const failureText = useFailureText();
  const form = useRef<HTMLFormElement>(null);
  const named = failure !== null && Object.hasOwn(fields, failure.code) ? fields[failure.code] : undefined;
  useEffect(() => {
    if (failure === null || named === undefined) return;
    const control = form.current?.elements.namedItem(named);
    if (control instanceof HTMLElement) control.focus();
  }, [failure, named]);
  return {
    form,
    errorOf: (field) => (failure !== null && field === named ? failureText(failure) : undefined),
    rest: named === undefined ? failure : null,
  };
}
