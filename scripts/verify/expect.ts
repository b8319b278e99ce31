/** Small expectations with a sentence for the operator's table. */

export function expectThat(holds: boolean, otherwise: string): asserts holds {
  if (!holds) throw new Error(otherwise)
}

const ISO_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/

export function expectTime(value: unknown, name: string): void {
  expectThat(typeof value === 'string' && ISO_TIME.test(value), `${name} is no ISO 8601 time`)
}

export function expectNumbers(payload: Record<string, unknown> | undefined, names: readonly string[]): void {
  for (const name of names) expectThat(typeof payload?.[name] === 'number', `${name} is no number`)
}

/** A check-in's payload as the document has it. */
export function expectVisit(payload: Record<string, unknown> | undefined, memberId: string): void {
  expectThat(typeof payload?.['id'] === 'string', 'payload.id is missing')
  const member = payload['member'] as Record<string, unknown> | undefined
  expectThat(member?.['id'] === memberId, 'payload.member.id is not the member’s')
  expectThat(typeof member['full_name'] === 'string', 'payload.member.full_name is missing')
  expectThat(typeof member['membership_type'] === 'string', 'payload.member.membership_type is missing')
  expectTime(payload['check_in_time'], 'payload.check_in_time')
  expectThat(typeof payload['location'] === 'string', 'payload.location is missing')
}
