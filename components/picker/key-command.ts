export type KeyPress = { key: string; ctrl: boolean; alt: boolean; shift: boolean };

/** Where the focus is: in the search, in the list or on nothing, on a control inside a row, or in some other field. */
export type KeyPlace = "search" | "list" | "control" | "field";

export type KeyCommand =
  | { kind: "focusSearch" }
  | { kind: "typeInSearch" }
  | { kind: "clearSearch" }
  | { kind: "enterList" }
  | { kind: "move"; by: number }
  | { kind: "moveTo"; edge: "first" | "last" }
  | { kind: "within"; step: -1 | 1 }
  | { kind: "console" }
  | { kind: "credentials" }
  | { kind: "pin" }
  | { kind: "hide" }
  | { kind: "reorder"; step: -1 | 1 }
  | { kind: "undo" }
  | { kind: "help" };

/**
 * What a key means in the picker, or null to leave it to the browser. Letters are commands only outside of fields, and
 * only while single-letter keys are on; every other character goes to the search.
 */
export function keyCommand(
  press: KeyPress,
  place: KeyPlace,
  context: { query: string; singleKeys: boolean },
) {
  if (press.alt) return withAlt(press, place);
  if (press.ctrl) return withControl(press, place);
  if (place === "search") return inSearch(press.key, context.query);
  if (place === "field") return null;
  return (
    moving(press.key, place) ?? (context.singleKeys ? letter(press.key) : null) ?? typing(press.key, place)
  );
}

/** A character that is no command starts a search where it is typed, so that nobody has to aim first. */
function typing(key: string, place: KeyPlace): KeyCommand | null {
  return place === "list" && [...key].length === 1 && key !== " " ? { kind: "typeInSearch" } : null;
}

function withAlt(press: KeyPress, place: KeyPlace): KeyCommand | null {
  if (press.ctrl || press.shift || place === "search" || place === "field") return null;
  if (press.key === "ArrowUp") return { kind: "reorder", step: -1 };
  return press.key === "ArrowDown" ? { kind: "reorder", step: 1 } : null;
}

function withControl(press: KeyPress, place: KeyPlace): KeyCommand | null {
  if (press.key.toLowerCase() === "k") return { kind: "focusSearch" };
  if (press.key === "Enter" && place !== "field") return { kind: "credentials" };
  return null;
}

function inSearch(key: string, query: string): KeyCommand | null {
  switch (key) {
    case "Enter":
      return { kind: "console" };
    case "ArrowDown":
      return { kind: "enterList" };
    case "/":
      // Pressed by habit where the focus already is.
      return query === "" ? { kind: "focusSearch" } : null;
    case "Escape":
      return query === "" ? { kind: "enterList" } : { kind: "clearSearch" };
    default:
      return null;
  }
}

function moving(key: string, place: KeyPlace): KeyCommand | null {
  switch (key) {
    case "ArrowDown":
      return { kind: "move", by: 1 };
    case "ArrowUp":
      return { kind: "move", by: -1 };
    case "Home":
      return { kind: "moveTo", edge: "first" };
    case "End":
      return { kind: "moveTo", edge: "last" };
    case "ArrowRight":
      return { kind: "within", step: 1 };
    case "ArrowLeft":
      return { kind: "within", step: -1 };
    case "Escape":
      return { kind: "clearSearch" };
    case "Enter":
      // On a link or a button Enter presses it.
      return place === "list" ? { kind: "console" } : null;
    default:
      return null;
  }
}

function letter(key: string): KeyCommand | null {
  switch (key) {
    case "/":
      return { kind: "focusSearch" };
    case "j":
      return { kind: "move", by: 1 };
    case "k":
      return { kind: "move", by: -1 };
    case "c":
      return { kind: "credentials" };
    case "b":
      return { kind: "pin" };
    case "h":
      return { kind: "hide" };
    case "u":
      return { kind: "undo" };
    case "?":
      return { kind: "help" };
    default:
      return null;
  }
}
