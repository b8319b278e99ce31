import { beforeAll, describe, expect, it } from 'vitest'
import { ALL_WAYS } from '../../server/protocol/ledger.ts'
import { EDITABLE_FIELDS } from '../../server/protocol/member-edits.ts'
import { FIELD_PROBLEMS } from '../../server/protocol/member-fields.ts'
import { LISTED_STATES, MEMBER_ORDERS } from '../../server/protocol/member-list.ts'
import { NOTE_LEVELS } from '../../server/protocol/notes.ts'
import { ROLES } from '../../server/protocol/roles.ts'
import { SHIFT_KINDS } from '../../server/protocol/reports.ts'
import { FLAGS, REASONS, SCAN_MODES, type Reason } from '../../server/protocol/scan.ts'
import { STANDBY_TROUBLES } from '../../server/protocol/standby.ts'
import { HUB_WARNINGS } from '../../server/protocol/server-frames.ts'
import { ORDERS } from '../features/members/order.ts'
import { PACKS, PERIODS } from '../features/scan/renewal.ts'
import { STEPS } from '../features/scan/steps.ts'
import { NOTICE_KINDS } from '../services/notices/notice.ts'
import { PROFILE_PROBLEMS } from '../services/readers/learn-profile.ts'
import { READER_KINDS, READER_ROLES } from '../services/readers/reader.ts'
import { KEYBOARD_LAYOUTS } from '../services/scanner/keyboard-layouts.ts'
import { KEYS } from '../ui/keys.ts'
import { i18n, loadLaterTexts } from './index.ts'

/** What the largest word can be. */
const LOOKS = ['granted', 'warning', 'denied', 'error', 'leaving', 'undone', 'waiting', 'asking']
const SIGN_IN_ERRORS = [
  'code_not_valid',
  'wrong_password',
  'wrong_pin',
  'too_many_tries',
  'desk_removed',
  'unreachable',
]
/** Reasons that staff can let somebody in against. */
const OVERRIDABLE: readonly Reason[] = [
  ...(['expired', 'not_started', 'frozen', 'suspended', 'debt', 'no_visits_left'] as const),
  ...(['outside_hours', 'wrong_location', 'already_in', 'capacity_full'] as const),
]
const PHASES = ['live', 'connecting', 'offline', 'stopped', 'signed_out']

beforeAll(loadLaterTexts)

describe('the texts', () => {
  it.each([
    ['reason', REASONS],
    ['activity.reason', REASONS],
    ['flag', FLAGS],
    ['role', ROLES],
    ['word', LOOKS],
    ['stage.idle', PHASES],
    ['stage.idleHint', PHASES],
    ['signIn', SIGN_IN_ERRORS],
    [
      'status.trouble',
      ['disk_full', 'disk_read_only', 'disk_failing', 'database_damaged', 'database_gone', 'database_away'],
    ],
    ['setUp.kind', READER_KINDS],
    ['setUp.role', READER_ROLES],
    ['setUp.modes', SCAN_MODES],
    ['setUp.problem', PROFILE_PROBLEMS],
    ['setUp.layout', ['auto', 'as-typed', ...KEYBOARD_LAYOUTS]],
    ['setUp.ends', ['enter', 'tab', 'pause', 'any']],
    ['setUp.status', ['connected', 'unplugged', 'busy']],
    ['setUp.camera', ['connected', 'unplugged', 'busy', 'off']],
    ['setUp.reach', ['insecure', 'unsupported']],
    ['setUp.connectProblem', ['none', 'refused']],
    ['status.scanner', ['ready', 'away', 'new', 'unplugged', 'busy']],
    ['renewal.period', PERIODS],
    ['renewal.pack', PACKS],
    ['renewal.payment', ['all', 'part', 'keep']],
    ['ledger.way', [...ALL_WAYS, 'any']],
    ['ledger.kind', ['opening', 'charge', 'payment', 'write_off', 'correction', 'reversal']],
    ['inside.orders', ORDERS],
    ['stage.step', STEPS],
    ['closing.sure', ['confirmed', 'probably_gone']],
    ['word.preview', ['granted', 'warning', 'leaving']],
    ['rules.against', OVERRIDABLE],
    ['rules.scope', ['visit', 'today', 'day']],
    ['shift', SHIFT_KINDS.map((kind) => `${kind}_other`)],
    ['memberNotes.levels', NOTE_LEVELS],
    ['memberForm.problem', FIELD_PROBLEMS],
    ['memberList.states', LISTED_STATES],
    ['memberList.orders', MEMBER_ORDERS],
    ['memberForm.field', EDITABLE_FIELDS],
    ['memberForm.same', ['name', 'phone', 'email']],
    ['memberNotes.levelHint', NOTE_LEVELS],
    ['notices.todo', NOTICE_KINDS],
    ['notices.warning', HUB_WARNINGS],
    ['standby.trouble', STANDBY_TROUBLES],
    ['keys.does', [...Object.keys(KEYS), 'scan']],
    ['refused', ['unreachable', 'rate_limited', 'authentication_failed', 'forbidden', 'other']],
  ])('have a %s for each', (group, names: readonly string[]) => {
    expect(names.filter((name) => !i18n.exists(`${group}.${name}`))).toEqual([])
  })
})
