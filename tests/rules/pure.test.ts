import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ruleContextOf, accessOf, leniencyOf } from '../../server/commands/visits/rule-context.ts'
import { businessDayAt } from '../../server/domain/business-day.ts'
import { decideScan, type MemberFacts } from '../../server/domain/decide-scan.ts'
import { readSettings } from '../../server/settings/settings.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { RULE_CASES, type RuleCase } from './rule-cases.ts'

/** The gym's settings as the hub reads them. */
function settingsOf({ gym }: RuleCase) {
  const data = temporaryFolder()
  mkdirSync(data, { recursive: true })
  writeFileSync(join(data, 'settings.json'), JSON.stringify(gym))
  return readSettings({ data }, {}).gym
}

function factsOf(
  { member, isInside, before }: RuleCase,
  settings: ReturnType<typeof settingsOf>,
): MemberFacts {
  const type = member['membership_type'] ?? ''
  const text = (column: string) => member[column] || null
  return {
    plan: {
      isNone: false,
      validFrom: text('valid_from'),
      validUntil: text('valid_until'),
      visitsLeft: member['visits_left'] === undefined ? null : Number(member['visits_left']),
      frozenFrom: text('frozen_from'),
      frozenUntil: text('frozen_until'),
      suspended: member['suspended'] === '1',
      debtCents: Number(member['debt_cents'] ?? 0),
      debtSince: text('debt_since'),
    },
    access: accessOf(settings, type),
    leniency: leniencyOf(settings, type),
    standing: [],
    lastCameInAt: before ? Date.parse(before[0]) : null,
    inside: isInside === true,
    birthday: null,
    hasNote: (member['note'] ?? '') !== '',
    noteMustBeRead: member['note_must_be_read'] === '1',
    isFirstVisit: false,
  }
}

describe('the rules, asked by themselves', () => {
  it.each(RULE_CASES)('$name', (given) => {
    const settings = settingsOf(given)
    const at = Date.parse(given.at)
    const occupancy = (given.others ?? 0) + (given.isInside ? 1 : 0)
    const counters = { occupancy, unregistered: 0, day: businessDayAt(at, settings.dayRule) } as never
    const decision = decideScan(
      {
        credential: { revoked: false },
        member: factsOf(given, settings),
        context: ruleContextOf({ settings, counters }, { at, location: given.location }),
      },
      { mode: given.mode ?? 'toggle', override: 'none', acknowledge: false },
    )
    const { verdict, reason, rule, warnings } = decision
    const { verdict: v, reason: r, rule: expected, warnings: expectedWarnings = [] } = given
    expect({ verdict, reason, rule, warnings }).toEqual({
      ...{ verdict: v, reason: r, rule: expected },
      warnings: expectedWarnings,
    })
  })
})
