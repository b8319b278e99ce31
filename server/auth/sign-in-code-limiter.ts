import type { Role } from '../protocol/roles.ts'
import type { Actor } from '../store/audit-log.ts'
import { countAttempt, takeAttemptBack } from './attempt-limiter.ts'
import { codeAttempt, type Attempted } from './attempted.ts'
import type { Signing } from './begin-sign-in.ts'
import type { GroupWriter } from '../store/write.ts'
import { placeOf, type PlaceParts } from './place.ts'
import { makeSignInCode, signInByCode, type CodeSignIn, type SignedIn } from './sign-in.ts'

interface CodeParts extends PlaceParts {
  writer: Pick<GroupWriter, 'write'>
  signing: Signing
}

/**
 * Codes that prove somebody once. Each try is counted and committed before the code is looked at: whoever guesses has to wait,
 * and nobody else; those that are out stay good.
 */
export function limitSignInCodes(parts: CodeParts) {
  const { writer, signing } = parts
  const count = async (deskToken: string | undefined, address: string): Promise<Attempted[]> => {
    const attempted = codeAttempt(await placeOf(parts, deskToken, address))
    await writer.write((context) => countAttempt(context, attempted))
    return attempted
  }
  return {
    makeCode: (asked: { role: Role; name: string }, actor: Actor, lifeMs: number) =>
      writer.write((context) => makeSignInCode(context, asked, actor, lifeMs)),
    /**
     * Trades a code for tokens and the desk's credential. Throws `authentication_failed` for one that is not good, `rate_limited`
     * where too many were tried.
     */
    signIn: async (asked: CodeSignIn, address: string): Promise<SignedIn> => {
      const attempted = await count(asked.deskToken, address)
      return writer.write(async (context) => {
        const signedIn = await signInByCode(context, signing, asked)
        await takeAttemptBack(context, attempted)
        return signedIn
      })
    },
    /** Tries another code, which `isRight` compares. Throws `rate_limited` where too many were tried. */
    tryCode: async (address: string, isRight: () => boolean): Promise<boolean> => {
      const attempted = await count(undefined, address)
      const wasRight = isRight()
      if (wasRight) await writer.write((context) => takeAttemptBack(context, attempted))
      return wasRight
    },
  }
}
