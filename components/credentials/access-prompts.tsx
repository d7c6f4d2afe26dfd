"use client";

import { SecondFactorPrompt } from "#components/second-factor/second-factor-prompt.tsx";
import type { AccessPrompt, MfaGiven } from "./access-prompt.ts";
import { MfaPrompt } from "./mfa-prompt.tsx";

type AccessPromptsProps = {
  prompt: AccessPrompt;
  onMfa: (given: MfaGiven) => void;
  onProved: () => void;
  onCancel: () => void;
};

/** The one thing that a role wants from the person now. */
export function AccessPrompts({ prompt, onMfa, onProved, onCancel }: AccessPromptsProps) {
  switch (prompt.kind) {
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
