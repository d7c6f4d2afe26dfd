import { redirect } from "next/navigation";
import { adminPage } from "./admin-page.ts";

/** Administration begins with the catalogue. */
export default async function AdministrationPage() {
  await adminPage();
  redirect("/admin/roles");
}
