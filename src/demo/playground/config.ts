import { stringify } from 'yaml';

/** The person who sits at this Playground. */
export type PlaygroundUser = { id: string; name: string; aadObjectId: string };

/** The Playground refuses a list of colleagues that is shorter. */
const colleagues = 5;

/** The file by which the Playground knows who uses it. */
export function playgroundConfig(user: PlaygroundUser): string {
  const [givenName = user.name, ...rest] = user.name.split(' ');
  return stringify({
    version: '0.1.1',
    tenantId: '00000000-0000-4000-8000-000000000000',
    bot: { id: 'terugblik', name: 'Terugblik' },
    currentUser: {
      ...user,
      userPrincipleName: `${user.id}@example.invalid`,
      givenName,
      surname: rest.join(' ') || givenName,
      email: `${user.id}@example.invalid`,
    },
    users: Array.from({ length: colleagues }, (_, index) => colleague(user.id, index + 1)),
    personalChat: { id: `chat-${user.id}` },
    groupChat: { id: `group-${user.id}`, name: 'Groep' },
    team: {
      id: `team-${user.id}`,
      name: 'Team',
      aadGroupId: '00000000-0000-4000-8000-000000000001',
      channels: [{ id: `channel-${user.id}`, name: 'Algemeen' }],
    },
  });
}

const colleague = (user: string, number: number) => ({
  id: `${user}-colleague-${number}`,
  name: `Collega ${number}`,
  userPrincipleName: `collega${number}@example.invalid`,
  aadObjectId: `00000000-0000-4000-8000-00000000010${number}`,
  givenName: 'Collega',
  surname: String(number),
  email: `collega${number}@example.invalid`,
});
