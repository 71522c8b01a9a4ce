import { describeSystem } from '../describeSystem';

describeSystem('kotaemon-zero');
