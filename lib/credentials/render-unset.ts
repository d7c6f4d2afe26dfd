import { renderUnsetBash } from "./bash.ts";
import { renderUnsetCmd } from "./cmd.ts";
import type { UnsetFormat } from "./credential-formats.ts";
import { renderUnsetFish } from "./fish.ts";
import { renderUnsetPowershell } from "./powershell.ts";

/** Commands that remove every variable that a block sets; ends with a newline. Needs no credentials. */
export function renderUnset(format: UnsetFormat): string {
  switch (format) {
    case "unset-bash":
      return renderUnsetBash();
    case "unset-fish":
      return renderUnsetFish();
    case "unset-powershell":
      return renderUnsetPowershell();
    case "unset-cmd":
      return renderUnsetCmd();
    default:
      return format satisfies never;
  }
}
