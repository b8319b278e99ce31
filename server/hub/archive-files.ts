/** What an archive of a gym has in it, by its name there. */
export const MEMBERS_FILE = 'members.csv'

export const PLANS_FILE = 'plans.json'

export const LEDGER_FILE = 'ledger.csv'

export const visitsFile = (number: number): string => `visits-${number}.csv`

export const isVisitsFile = (name: string): boolean => /^visits(?:-\d+)?\.csv$/.test(name)

export const photoFile = (memberId: string): string => `photos/${memberId}.jpg`
