/** What a person may do at the hub. A viewer sees, a receptionist works the desk, a manager runs the gym. */
export const ROLES = ['viewer', 'receptionist', 'manager'] as const
export type Role = (typeof ROLES)[number]
