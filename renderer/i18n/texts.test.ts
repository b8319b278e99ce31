import { describe, expect, it } from 'vitest'
import { ROLES } from '../../server/protocol/roles.ts'
import { FLAGS, REASONS } from '../../server/protocol/scan.ts'
import { i18n } from './index.ts'

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
const PHASES = ['live', 'connecting', 'offline', 'stopped', 'signed_out']

describe('the texts', () => {
  it.each([
    ['reason', REASONS],
    ['activity.reason', REASONS],
    ['flag', FLAGS],
    ['role', ROLES],
    ['word', LOOKS],
    ['stage.idle', PHASES],
    ['stage.idleHint', PHASES],
    ['status', ['insecure_lan']],
    ['signIn', SIGN_IN_ERRORS],
    ['status.trouble', ['disk_full', 'disk_read_only', 'disk_failing', 'database_damaged']],
    ['refused', ['unreachable', 'rate_limited', 'authentication_failed', 'forbidden', 'other']],
  ])('have a %s for each', (group, names: readonly string[]) => {
    expect(names.filter((name) => !i18n.exists(`${group}.${name}`))).toEqual([])
  })
})
