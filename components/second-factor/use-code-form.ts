"use client";

import { type RefObject, useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import type { ApiFailure, ApiResult } from "#components/api-client.ts";
import { useFailureText } from "#components/i18n/use-failure-text.ts";
import { readCode } from "./read-code.ts";

type CodeForm = {
  form: RefObject<HTMLFormElement | null>;
  busy: boolean;
  /** The sentence under the field. */
  error: string | undefined;
  /** The refusal, if it is not about the code. */
  rest: ApiFailure | null;
  submit: (form: FormData) => Promise<void>;
};

type Trouble = { kind: "malformed" } | { kind: "refused"; failure: ApiFailure };

/** A form of one code: read, sent, and what is wrong with it said at the field, which is selected to be overtyped. */
export function useCodeForm<Data>(
  send: (code: string) => Promise<ApiResult<Data>>,
  onTaken: (data: Data) => void,
): CodeForm {
  const t = useTranslations("secondFactor");
  const failureText = useFailureText();
  const form = useRef<HTMLFormElement>(null);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const error = trouble === null ? undefined : textOf(trouble);

  function textOf(told: Trouble): string | undefined {
    if (told.kind === "malformed") return t("codeMalformed");
    const { code, details } = told.failure;
    if (code === "too_many_attempts" && details["limit"] === "day") return t("tooManyToday");
    return aboutCode.has(code) ? failureText(told.failure) : undefined;
  }

  useEffect(() => {
    if (trouble === null) return;
    const field = form.current?.elements.namedItem("code");
    if (!(field instanceof HTMLInputElement)) return;
    field.focus();
    field.select();
  }, [trouble]);

  async function submit(fields: FormData) {
    const code = readCode(String(fields.get("code") ?? ""));
    if (code === null) return setTrouble({ kind: "malformed" });
    setBusy(true);
    setTrouble(null);
    const result = await send(code);
    setBusy(false);
    if (result.ok) onTaken(result.data);
    else setTrouble({ kind: "refused", failure: result });
  }

  const rest = trouble?.kind === "refused" && error === undefined ? trouble.failure : null;
  return { form, busy, error, rest, submit };
}

const aboutCode = new Set(["second_factor_code_wrong", "second_factor_code_used", "too_many_attempts"]);
