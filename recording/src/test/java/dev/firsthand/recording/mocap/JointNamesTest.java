package dev.firsthand.recording.mocap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JointNamesTest {
    @Test
    void names_of_parts_of_a_body_stay_however_they_are_written() {
        Map.of(
                        "mixamorig:LeftForeArm", "left_fore_arm",
                        "lThigh", "l_thigh",
                        "upperarm_r", "upperarm_r",
                        "Left Thigh", "left_thigh",
                        "LHipJoint", "l_hip_joint",
                        "Spine1", "spine_1",
                        "LeftHandIndex3 end", "left_hand_index_3_end",
                        "J_Bip_L_UpperLeg", "l_upper_leg",
                        "rightforearm", "rightforearm",
                        "Bip01 R Toe0", "r_toe_0")
                .forEach((name, plain) ->
                        assertThat(JointNames.plain(name)).as(name).isEqualTo(plain));
    }

    @Test
    void whatever_else_a_program_wrote_there_goes() {
        for (String name : List.of("Jane", "jane.doe", "JANE_1984", "Actor 2", "", "LeftHanded1", "x1y2")) {
            assertThat(JointNames.plain(name)).as(name).matches("joint|left");
        }
        assertThat(JointNames.plain("Jane_LeftHand")).isEqualTo("left_hand");
        assertThat(JointNames.plain("LeftHandJane07")).isEqualTo("left_hand");
        assertThat(JointNames.plain("Hips20261122")).isEqualTo("hips");
    }
}
