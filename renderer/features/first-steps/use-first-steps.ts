import { useEffect, useEffectEvent } from 'react'
import { useHubQuery } from '../../contexts/use-hub-query.ts'
import { useReaders } from '../../contexts/use-readers.ts'
import { useStored, writeStored } from '../../ui/stored.ts'

/** In the order in which a gym needs them: what its members have bought is what its plans begin with. */
const STEPS = ['members', 'plans', 'reader', 'desk'] as const
export type FirstStep = (typeof STEPS)[number]

/** One more than this one. */
const SECOND_DESK = 2

const SKIPPED = ['no', 'yes'] as const

const keyOf = (step: FirstStep): string => `frontdesk.skipped-step.${step}`

/** The steps that are still to be taken, none until the hub has answered; one that is skipped is skipped at this desk. */
export function useFirstSteps(address: string): {
  open: readonly FirstStep[]
  skip: (step: FirstStep) => void
} {
  const isDone = useDone(address)
  const isSkipped: Record<FirstStep, boolean> = {
    members: useIsSkipped('members'),
    plans: useIsSkipped('plans'),
    reader: useIsSkipped('reader'),
    desk: useIsSkipped('desk'),
  }
  return {
    open: isDone === null ? [] : STEPS.filter((step) => !isDone[step] && !isSkipped[step]),
    skip: (step) => writeStored(keyOf(step), 'yes'),
  }
}

function useIsSkipped(step: FirstStep): boolean {
  return useStored(keyOf(step), SKIPPED, 'no') === 'yes'
}

/** Null until the hub has answered. */
function useDone(address: string): Record<FirstStep, boolean> | null {
  const { isLearned, last } = useReaders()
  const plans = useHubQuery('plans.list', {}).data?.plans
  const members = useHubQuery('members.list', { order: 'added' })
  const desks = useHubQuery('desks.list', {})
  const hasMembers = members.data && members.data.members.length > 0
  const hasDesks = desks.data && desks.data.desks.length >= SECOND_DESK
  const askAgain = useEffectEvent(() => {
    if (hasMembers === false) void members.refetch()
    if (hasDesks === false) void desks.refetch()
  })
  // What somebody has done at a screen is asked for when they leave it.
  useEffect(() => askAgain(), [address])
  if (plans === undefined || hasMembers === undefined || hasDesks === undefined) return null
  return {
    members: hasMembers,
    plans: plans.length > 0,
    reader: isLearned || last !== null,
    desk: hasDesks,
  }
}
