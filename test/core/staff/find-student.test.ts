import { expect } from 'chai';
import { findStudent, isOneOff } from '../../../src/core/staff/find-student.js';

const students = [
  { id: 'noor', name: 'Noor Haddad' },
  { id: 'noor2', name: 'Noor de Wit' },
  { id: 'daan', name: 'Daan de Vries' },
  { id: 's1', name: 'Zoë Çelik' },
  { id: 'li', name: 'Li Wu' },
];

const found = (typed: string): string => {
  const result = findStudent(students, typed);
  switch (result.kind) {
    case 'one':
      return `one ${result.student.id}`;
    case 'ask':
      return `ask ${result.exact ? 'exact' : 'near'} ${result.students.map(({ id }) => id).join(' ')}`;
    case 'nobody':
      return 'nobody';
  }
};

describe('a student as staff type him', () => {
  it('is found by first name, whole name or id, with or without marks and capitals', () => {
    expect(found('daan')).to.equal('one daan');
    expect(found('DAAN DE VRIES')).to.equal('one daan');
    expect(found('zoë')).to.equal('one s1');
    expect(found('noor2')).to.equal('one noor2');
    expect(found('noor haddad')).to.equal('one noor');
  });

  it('is asked about when several carry the name', () => {
    expect(found('Li')).to.equal('one li');
    expect(findStudent(students.slice(1), 'Noor').kind).to.equal('one');
    expect(findStudent([...students.slice(1), { id: 'n3', name: 'Noor Vos' }], 'Noor')).to.deep.include({
      kind: 'ask',
      exact: true,
    });
  });

  it('is taken by his id where that is also the name of another', () => {
    expect(found('noor')).to.equal('one noor');
  });

  it('is asked about, never taken, with one letter wrong or by his last name alone', () => {
    expect(found('dan')).to.equal('ask near daan');
    expect(found('daam')).to.equal('ask near daan');
    expect(found('dana')).to.equal('ask near daan');
    expect(found('haddad')).to.equal('ask near noor');
    expect(found('noor hadad')).to.equal('ask near noor');
  });

  it('is nobody with more than one letter wrong, or a name too short to guess', () => {
    expect(found('dirk')).to.equal('nobody');
    expect(found('lo')).to.equal('nobody');
    expect(found('')).to.equal('nobody');
  });
});

describe('one letter off', () => {
  it('is a letter more, less, other or swapped, and nothing else', () => {
    for (const [a, b] of [
      ['noor', 'nor'],
      ['noor', 'noord'],
      ['noor', 'naor'],
      ['noor', 'onor'],
      ['daan', 'dana'],
    ] as const) {
      expect(isOneOff(a, b), `${a} ${b}`).to.equal(true);
      expect(isOneOff(b, a), `${b} ${a}`).to.equal(true);
    }
    for (const [a, b] of [
      ['noor', 'noor'],
      ['noor', 'nr'],
      ['noor', 'room'],
      ['daan', 'nada'],
      ['a', 'bcd'],
    ] as const)
      expect(isOneOff(a, b), `${a} ${b}`).to.equal(false);
  });
});
