import { admin } from "./admin.ts";
import { common } from "./common.ts";
import { credentials } from "./credentials.ts";
import { errors } from "./errors.ts";
import { open } from "./open.ts";
import { picker } from "./picker.ts";
import { settings } from "./settings.ts";
import { setup } from "./setup.ts";
import { signIn } from "./sign-in.ts";

export const ja = { common, picker, credentials, open, signIn, setup, settings, admin, errors } as const;
