export { type Attendance, attendanceOf, type GatheringState, printAttendance, type Session, type SessionFault, sessionFaults } from './domain/gathering';
