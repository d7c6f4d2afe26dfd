import { admin } from "./admin.ts";
import { common } from "./common.ts";
import { credentials } from "./credentials.ts";
import { doctor } from "./doctor.ts";
import { errors } from "./errors.ts";
import { open } from "./open.ts";
import { ownKeys } from "./own-keys.ts";
import { picker } from "./picker.ts";
import { role } from "./role.ts";
import { secondFactor } from "./second-factor.ts";
import { settings } from "./settings.ts";
import { setup } from "./setup.ts";
import { signIn } from "./sign-in.ts";
import { sources } from "./sources.ts";

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
  errors,
} as const;
