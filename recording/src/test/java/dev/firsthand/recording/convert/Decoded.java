package dev.firsthand.recording.convert;

import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.firsthand.streams.mcap.McapMessage;
import java.util.HashMap;
import java.util.Objects;

/// Reads messages with nothing but the schema beside them, as another program would.
final class Decoded {
    private Decoded() {}

    static DynamicMessage message(McapMessage message)
            throws InvalidProtocolBufferException, DescriptorValidationException {
        var schema = message.schema().orElseThrow();
        var files = new HashMap<String, FileDescriptor>();
        FileDescriptor last = null;
        for (FileDescriptorProto file :
                FileDescriptorSet.parseFrom(ByteString.copyFrom(schema.data())).getFileList()) {
            var imports = file.getDependencyList().stream()
                    .map(name -> Objects.requireNonNull(files.get(name)))
                    .toArray(FileDescriptor[]::new);
            last = FileDescriptor.buildFrom(file, imports);
            files.put(file.getName(), last);
        }
        String name = schema.name().substring(schema.name().lastIndexOf('.') + 1);
        var type = Objects.requireNonNull(last).findMessageTypeByName(name);
        return DynamicMessage.parseFrom(
                Objects.requireNonNull(type),
                ByteString.copyFrom(message.message().data()));
    }

    static Object field(Message message, String name) {
        return message.getField(message.getDescriptorForType().findFieldByName(name));
    }
}
