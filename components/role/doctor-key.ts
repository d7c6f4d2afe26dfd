/** A key of the messages under `doctor`: what the doctor answers with names only keys that are there. */
export function doctorKey(path: string) {
  return `doctor.${path}` as "doctor.title";
}
