import { type ApiResult, callApi } from "#components/api-client.ts";

/**
 * Disables or enables people one after the other, as far as the first refusal.
 * @param onTurned told after each
 */
export async function turnPeople<Person extends { id: string }>(
  people: readonly Person[],
  disabled: boolean,
  onTurned: (person: Person) => void = () => {},
): Promise<ApiResult<unknown>> {
  for (const person of people) {
    const path = `/api/people/${encodeURIComponent(person.id)}`;
    const result = await callApi("PATCH", path, { disabled });
    if (!result.ok) return result;
    onTurned(person);
  }
  return { ok: true, data: null };
}
