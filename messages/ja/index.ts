import { admin } from "./admin.ts";
import { assignments } from "./assignments.ts";
import { bulk } from "./bulk.ts";
import { clients } from "./clients.ts";
import { common } from "./common.ts";
import { credentials } from "./credentials.ts";
import { doctor } from "./doctor.ts";
import { errors } from "./errors.ts";
import { groups } from "./groups.ts";
import { invitation } from "./invitation.ts";
import { open } from "./open.ts";
import { ownKeys } from "./own-keys.ts";
import { ownRoles } from "./own-roles.ts";
import { picker } from "./picker.ts";
import { reach } from "./reach.ts";
import { role } from "./role.ts";
import { secondFactor } from "./second-factor.ts";
import { settings } from "./settings.ts";
import { setup } from "./setup.ts";
import { signIn } from "./sign-in.ts";
import { signedIn } from "./signed-in.ts";
import { sources } from "./sources.ts";
import { terminal } from "./terminal.ts";
import { tokens } from "./tokens.ts";
import { transfer } from "./transfer.ts";

export const ja = {
  common,
  picker,
  credentials,
  open,
  signIn,
  setup,
  settings,
  admin,
  doctor,
  ownKeys,
  role,
  secondFactor,
  sources,
  assignments,
  groups,
  bulk,
  transfer,
  tokens,
  ownRoles,
  invitation,
  reach,
  clients,
  signedIn,
  terminal,
  errors,
} as const;
