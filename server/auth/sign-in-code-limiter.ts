import { HubError } from '../protocol/errors.ts'
import type { Role } from '../protocol/roles.ts'
import type { Actor } from '../store/audit-log.ts'
import type { GroupWriter } from '../store/write.ts'
import type { Signing } from './begin-sign-in.ts'
import {
  makeSignInCode,
  MAX_WRONG_CODES,
  signInByCode,
  withdrawCodes,
  type CodeSignIn,
  type SignedIn,
} from './sign-in.ts'

/**
 * Codes that sign a desk in, and an eye on whoever guesses them: five wrong ones in a row end all that are out. They are
 * counted for all addresses together, because whoever guesses has as many as they like.
 */
export function limitSignInCodes(writer: Pick<GroupWriter, 'write'>, signing: Signing) {
  let wrong = 0
  const countWrong = async (): Promise<void> => {
    wrong += 1
    if (wrong < MAX_WRONG_CODES) return
    wrong = 0
    await writer.write(withdrawCodes)
  }
  return {
    makeCode: async (asked: { role: Role; name: string }, actor: Actor, lifeMs: number) => {
      const made = await writer.write((context) => makeSignInCode(context, asked, actor, lifeMs))
      wrong = 0
      return made
    },
    /** Trades a code for tokens and the desk's credential. Throws `authentication_failed` for one that is not good. */
    signIn: async (asked: CodeSignIn): Promise<SignedIn> => {
      try {
        const signedIn = await writer.write((context) => signInByCode(context, signing, asked))
        wrong = 0
        return signedIn
      } catch (error) {
        if (error instanceof HubError && error.code === 'authentication_failed') await countWrong()
        throw error
      }
    },
  }
}
