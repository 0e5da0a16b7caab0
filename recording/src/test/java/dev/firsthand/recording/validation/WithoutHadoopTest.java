package dev.firsthand.recording.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firsthand.recording.lerobot.SmallSet;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The compiler needs Hadoop's types; whoever runs us does not have them.
class WithoutHadoopTest {
    @TempDir
    Path work;

    /// Runs in a class loader of its own.
    public static final class Round {
        private Round() {}

        public static String writeAndValidate(Path folder) throws Exception {
            return LeRobotValidator.validate(SmallSet.write(folder, 5, 4))
                    .broken()
                    .toString();
        }
    }

    @Test
    void a_set_is_written_and_validated_without_hadoop_on_the_class_path() throws Exception {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        var urls = new ArrayList<URL>();
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            if (!entry.contains("hadoop-client")) {
                urls.add(Path.of(entry).toUri().toURL());
            }
        }
        try (var loader = new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            assertThatThrownBy(() -> loader.loadClass("org.apache.hadoop.conf.Configuration"))
                    .isInstanceOf(ClassNotFoundException.class);
            Class<?> round = loader.loadClass(Round.class.getName());

            Object broken = round.getMethod("writeAndValidate", Path.class).invoke(null, work);

            assertThat(broken).isEqualTo("[]");
        }
    }
}
