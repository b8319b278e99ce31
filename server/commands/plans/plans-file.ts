import type { z } from 'zod'
import { isoTime } from '../../domain/iso-time.ts'
import type { CataloguePlan, PlanVersion } from '../../domain/plan-book.ts'
import { archivedPlans, type ArchivedPlan, type ArchivedVersion } from '../../protocol/archived-plans.ts'
import { HubError } from '../../protocol/errors.ts'
import { readName } from '../../protocol/names.ts'
import type { PlanDuration } from '../../protocol/plans.ts'
import { findZeroCharacter } from '../../protocol/zero-character.ts'
import type { MembersFile } from '../members/file/file-rows.ts'
import type { TablePiece } from '../members/file/own-table.ts'

const NO_PLANS = 'has no list of plans. Take it as it was exported.'

/** Plans written in one go: a desk's scan waits for at most one of these, a few milliseconds. */
const PLANS_AT_ONCE = 20

/** The plans of a catalogue as a JSON document. The same catalogue is the same text. */
export function plansJson(plans: readonly CataloguePlan[]): string {
  return `${JSON.stringify({ plans: plans.map(archivedOf) }, null, 2)}\n`
}

/** A plan as an archive has it: each field in its place, however the hub keeps it. */
function archivedOf({ id, retiredAt, versions }: CataloguePlan): ArchivedPlan {
  return {
    id,
    retired_time: retiredAt === null ? null : isoTime(retiredAt),
    versions: versions.map(archivedVersionOf),
  }
}

/** The same plan as the hub keeps it: `madeBy` is the id of the change that brings it. */
export function cataloguedOf({ id, retired_time, versions }: ArchivedPlan, madeBy: string): CataloguePlan {
  const kept = versions.map(({ version, name, made_time, ...terms }) => ({
    ...{ version, name, terms, madeAt: Date.parse(made_time), madeBy },
  }))
  const retiredAt = retired_time === null ? null : Date.parse(retired_time)
  return { id, retiredAt, versions: kept as unknown as CataloguePlan['versions'] }
}

function archivedVersionOf({ version, madeAt, name, terms }: PlanVersion): ArchivedVersion {
  const { duration, visits, hours, locations, grace_days, price_cents, kind, guests_a_month, gyms } = terms
  return {
    ...{
      version,
      made_time: isoTime(madeAt),
      name,
      kind,
      duration: durationOf(duration),
      visits,
      price_cents,
    },
    hours: hours && hours.map(({ days, from, to }) => ({ days, from, to })),
    ...{ locations, gyms, grace_days, guests_a_month },
  }
}

function durationOf(duration: PlanDuration): PlanDuration {
  const { unit } = duration
  if (unit === 'endless') return { unit }
  return unit === 'until' ? { unit, day: duration.day } : { unit, count: duration.count }
}

/** Reads the plans of an archive in pieces. Throws a HubError that says where it is none of ours, in one sentence. */
export async function* readPlans({ bytes }: MembersFile): AsyncGenerator<TablePiece<ArchivedPlan>> {
  const plans = requireTold(parse(bytes.slice()))
  for (let at = 0; at < plans.length; at += PLANS_AT_ONCE) {
    const rows = plans.slice(at, at + PLANS_AT_ONCE)
    yield await Promise.resolve({ rows, readShare: (at + rows.length) / plans.length })
  }
}

function parse(bytes: Uint8Array): ArchivedPlan[] {
  const read = archivedPlans.safeParse(jsonOf(bytes))
  const [issue] = read.error?.issues ?? []
  if (issue) throw refusedFor(issue)
  const plans = read.data?.plans ?? []
  if (findZeroCharacter(plans) !== null) throw refused([], 'has a character that no text has.')
  return plans
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown
  } catch {
    throw refused([], NO_PLANS)
  }
}

/** Two that are one, or could not be told apart at a desk. */
function requireTold(plans: ArchivedPlan[]): ArchivedPlan[] {
  const ids = new Set<string>()
  const sold = new Set<string>()
  for (const [at, { id, retired_time, versions }] of plans.entries()) {
    const name = readName(versions.at(-1)?.name ?? '')
    if (ids.has(id)) throw refused(['plans', at, 'id'], 'is that of a plan before it.')
    if (retired_time === null && sold.has(name))
      throw refused(['plans', at], 'has the name of another plan that is sold.')
    ids.add(id)
    if (retired_time === null) sold.add(name)
  }
  return plans
}

/** Says what is wrong in our own words, where a rule has some: those of the library may quote what stands there. */
function refusedFor({ code, path, message, ...issue }: z.core.$ZodIssue): HubError {
  if (code === 'unrecognized_keys' && 'keys' in issue)
    return refused(path, `has the field "${issue.keys[0] ?? ''}", which nobody knows.`)
  if (/^(?:must|is|has) /.test(message)) return refused(path, `${message}.`)
  return refused(path, path.length < 2 ? NO_PLANS : 'is missing or wrong.')
}

/** `path` begins with "plans", and counts from 0: people count from 1. */
function refused([, plan, ...within]: readonly PropertyKey[], why: string): HubError {
  const isOfVersion = within[0] === 'versions' && within.length > 1
  const field = (isOfVersion ? within.slice(2) : within).join('.')
  const places = [
    ...(plan === undefined ? [] : [`plan ${Number(plan) + 1}`]),
    ...(isOfVersion ? [`version ${Number(within[1]) + 1}`] : []),
  ].join(', ')
  const said = [places, field].filter((part) => part !== '').join(': ')
  return new HubError('invalid_message', `plans.json${said === '' ? '' : `, ${said}`} ${why}`)
}
