"use client";

import { SecondFactorPrompt } from "#components/second-factor/second-factor-prompt.tsx";
import type { AccessPrompt, MfaGiven } from "./access-prompt.ts";
import { MfaPrompt } from "./mfa-prompt.tsx";
import { ReasonPrompt } from "./reason-prompt.tsx";

type AccessPromptsProps = {
  roleId: string;
  prompt: AccessPrompt;
  onReason: (reason: string) => void;
  onMfa: (given: MfaGiven) => void;
  onProved: () => void;
  onCancel: () => void;
};

/** The one thing that a role wants from the person now. */
export function AccessPrompts(props: AccessPromptsProps) {
  const { prompt, onMfa, onProved, onCancel } = props;
  switch (prompt.kind) {
    case "reason":
      return <ReasonPrompt roleId={props.roleId} onGiven={props.onReason} onCancel={onCancel} />;
    case "mfa":
      return (
        <MfaPrompt
          serialNumber={prompt.serialNumber}
          refusal={prompt.refusal}
          onGiven={onMfa}
          onCancel={onCancel}
        />
      );
    case "secondFactor":
      return <SecondFactorPrompt enrolled={prompt.enrolled} onProved={onProved} onCancel={onCancel} />;
    default:
      return prompt satisfies never;
  }
}
