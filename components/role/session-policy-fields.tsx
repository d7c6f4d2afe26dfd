"use client";

import { useId, useState } from "react";
import { useTranslations } from "use-intl";
import { Field } from "#components/ui/field.tsx";
import { describedBy } from "#components/ui/text-field.tsx";
import { checkPolicyText } from "#lib/policies/check-policy.ts";
import { linesOf } from "./options-draft.ts";

// https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html: for both together
const most = 2048;

type SessionPolicyFieldsProps = {
  policy: string;
  /** One a line. */
  arns: string;
  onPolicy: (text: string) => void;
  onArns: (text: string) => void;
  policyError: string | undefined;
  arnsError: string | undefined;
};

/** What narrows a session: a policy and the ARNs of managed ones, with how much of AWS's measure they fill. */
export function SessionPolicyFields(props: SessionPolicyFieldsProps) {
  const t = useTranslations();
  const policyId = useId();
  const arnsId = useId();
  const [left, setLeft] = useState(false);
  const text = props.policy.trim();
  const check = text === "" ? null : checkPolicyText(text);
  const length =
    (check === null ? 0 : check.ok ? check.compact.length : text.length) +
    linesOf(props.arns).reduce((sum, arn) => sum + arn.length, 0);
  const tooLong = length > most;
  const policyError =
    props.policyError ??
    (left && check !== null && !check.ok ? t("errors.session_policy_malformed", check.details) : undefined);
  const policyHint = t("role.options.sessionPolicyHint");
  const arnsHint = t("role.options.sessionPolicyArnsHint");
  return (
    <div className="grid gap-4">
      <Field id={policyId} label={t("role.options.sessionPolicy")} hint={policyHint} error={policyError}>
        <textarea
          id={policyId}
          name="sessionPolicy"
          value={props.policy}
          onChange={(event) => props.onPolicy(event.target.value)}
          onFocus={() => setLeft(false)}
          onBlur={() => setLeft(true)}
          rows={Math.min(Math.max(text.split("\n").length + 1, 3), 20)}
          aria-invalid={policyError === undefined ? undefined : true}
          aria-describedby={describedBy(policyId, policyHint, policyError)}
          autoComplete="off"
          spellCheck={false}
          className={area}
        />
      </Field>
      <Field id={arnsId} label={t("role.options.sessionPolicyArns")} hint={arnsHint} error={props.arnsError}>
        <textarea
          id={arnsId}
          name="sessionPolicyArns"
          value={props.arns}
          onChange={(event) => props.onArns(event.target.value)}
          rows={2}
          placeholder="arn:aws:iam::aws:policy/ReadOnlyAccess"
          aria-invalid={props.arnsError === undefined ? undefined : true}
          aria-describedby={describedBy(arnsId, arnsHint, props.arnsError)}
          autoComplete="off"
          spellCheck={false}
          className={area}
        />
      </Field>
      {length === 0 ? null : (
        <p className="text-sm text-muted">
          <span className={`tabular-nums ${tooLong ? "text-danger" : ""}`}>
            {t("role.options.policyCount", {
              length: length.toLocaleString("en"),
              most: most.toLocaleString("en"),
            })}
          </span>{" "}
          · {t("role.options.policyPacked")}
        </p>
      )}
    </div>
  );
}

const area =
  "w-full min-w-0 resize-y rounded-sm border border-edge bg-surface px-2 py-1.5 font-mono text-xs leading-5 text-ink placeholder:text-faint aria-invalid:border-danger";
