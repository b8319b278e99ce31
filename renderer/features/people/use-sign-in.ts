import { useState } from 'react'
import { useSession } from '../../contexts/WebSocketContext.tsx'
import type { SignInBy } from '../../services/api.ts'
import type { SignInError } from '../../services/sign-in-error.ts'

/** Signs somebody in, one try at a time, and keeps why the last one failed until `forget`. */
export function useSignIn(firstError: SignInError | null = null): {
  isGoing: boolean
  error: SignInError | null
  /** Resolves with true where somebody is signed in now. */
  run: (by: SignInBy, deskName?: string) => Promise<boolean>
  forget: () => void
} {
  const { session } = useSession()
  const [isGoing, setIsGoing] = useState(false)
  const [error, setError] = useState(firstError)
  const run = async (by: SignInBy, deskName?: string): Promise<boolean> => {
    setIsGoing(true)
    setError(null)
    const refused = await session.signIn(by, deskName)
    setIsGoing(false)
    setError(refused)
    return refused === null
  }
  return { isGoing, error, run, forget: () => setError(null) }
}
