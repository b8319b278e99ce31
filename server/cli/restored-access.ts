import type { RestoredAccess } from '../backup/restore-access.ts'

/**
 * What a restore did to who may get in, and what is left to a person: a sentence a line. A shared secret is not the restore's to
 * take away, so tokens of no sign-in outlive it there.
 */
export function describeAccess(access: RestoredAccess, isSecretShared: boolean): string[] {
  const { before, disabled, restricted, removedDesks, hasManager } = access
  return [
    ...(isSecretShared ? SIGNED_OUT_BUT_TOKENS : SIGNED_OUT),
    ...(disabled.length > 0 ? [`Accounts that stay disabled: ${namesOf(disabled)}.`] : []),
    ...(restricted.length > 0
      ? [`Accounts with the password and PIN of now, and the lesser role: ${namesOf(restricted)}.`]
      : []),
    ...(removedDesks.length > 0 ? [`Desks that stay removed: ${removedDesks.length}.`] : []),
    ...(before === 'read' ? [] : [`${UNKNOWN[before]} ${LOOK_THROUGH}`]),
    ...(hasManager ? [] : ['No manager can sign in: hub staff add NAME --role manager.']),
  ]
}

const SIGNED_OUT = ['Everybody is signed out, and no token, code or approval of before is good any more.']

const SIGNED_OUT_BUT_TOKENS = [
  'Everybody is signed out, and no code or approval of before is good any more.',
  'Tokens made with the shared secret stay good until they expire: change FRONTDESK_JWT_SECRET to end them.',
]

const UNKNOWN = {
  none: 'There were no data here before.',
  unreadable: 'The data before cannot be read.',
}

const LOOK_THROUGH =
  'Look through the accounts and desks: whoever was disabled or removed since the backup is back.'

function namesOf(accounts: readonly { username: string }[]): string {
  return accounts.map(({ username }) => username).join(', ')
}
