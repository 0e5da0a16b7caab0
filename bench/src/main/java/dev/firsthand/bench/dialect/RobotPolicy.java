package dev.firsthand.bench.dialect;

import java.util.Map;

/// Moves a robot, for one episode. Whatever goes wrong is a [dev.firsthand.bench.policy.PolicyFault].
public interface RobotPolicy extends AutoCloseable {
    /// What to do now.
    ///
    /// @param observation as the world gave it
    /// @param most how many actions will be carried out before it is asked again
    ActionChunk act(Map<?, ?> observation, int most);

    @Override
    void close();
}
